"""Pages, files, sources and logins, and the values with which addresses lead to them."""

from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    TaskState,
    UploadedFile,
)

from blog.models import BlogPostPage
from kinesite.models import HomePage, StandardPage
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.references import CreditedImageFactory, ReferenceFactory, SubjectFactory
from tests.factories.users import UserFactory

Values = dict[str, object]


def page_values() -> Values:
    """An article of a colleague, which waits for approval."""
    writer = UserFactory(groups=["Kinesitherapeuten"])
    article: BlogPostPage = BlogPostPageFactory(owner=writer)
    revision = article.save_revision(user=writer)
    workflow = article.get_workflow().start(article, writer)
    state = TaskState.objects.get()
    home = HomePage.objects.get()
    private: Page = home.add_child(instance=StandardPage(title="Voor ons"))
    lock = PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="zwaluw"
    )
    listed = {f"wagtailadmin_pages:{one}:{part}": value for one, part, value in _kinds_of_pages()}
    return listed | {
        "page_id": article.pk,
        "parent_page_id": article.get_parent().pk,
        "page_to_move_id": article.pk,
        "destination_id": home.pk,
        "revision_id": revision.pk,
        "task_id": state.task_id,
        "task_state_id": state.pk,
        "workflow_state_id": workflow.pk,
        "wagtailadmin_pages:action_name": "approve",
        "wagtailadmin_api:pages:pk": article.pk,
        "article_sources:pk": article.pk,
        "page_order:shown": str(article.pk),
        "page_view_restriction_id": lock.pk,
        "wagtailadmin_pages:revisions_compare": (
            f"/beheer/pages/{article.pk}/revisions/compare/earliest...latest/"
        ),
        "wagtail_serve": article.url,
    }


def _kinds_of_pages() -> list[tuple[str, str, str]]:
    screens = ["add", "preview_on_add", "type_use", "type_use_results", "choose_parent"]
    app, model = ["content_type_app_name", "app_label"], ["content_type_model_name", "model_name"]
    return [
        (screen, part, value)
        for screen in screens
        for parts, value in ((app, "blog"), (model, "blogpostpage"))
        for part in parts
    ]


def file_values() -> Values:
    """A picture and a document, with what is stored of them when it is first asked for."""
    user: User = UserFactory()
    image = CreditedImageFactory()
    document = Document.objects.create(
        title="Folder", file=ContentFile(b"%PDF", "folder.pdf"), uploaded_by_user=user
    )
    for file in (image, document):
        file.get_file_size()
    lock = CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node().add_child(name="Voor ons"),
        restriction_type=CollectionViewRestriction.PASSWORD,
        password="zwaluw",
    )
    return {
        "image_id": image.pk,
        "filter_spec": "original",
        "document_id": document.pk,
        "doc_id": document.pk,
        "uploaded_file_id": UploadedFile.objects.create(uploaded_by_user=user).pk,
        "restriction_id": lock.pk,
        "wagtail_bulk_action": f"/beheer/bulk/references/creditedimage/delete/?id={image.pk}",
        "wagtailimages_chooser:pk": image.pk,
        "wagtaildocs_chooser:pk": document.pk,
        "wagtaildocs_serve": document.url,
    }


def source_values() -> Values:
    """A source that an article cites, so that it is public, and a subject."""
    reference, subject = ReferenceFactory(), SubjectFactory()
    BlogPostPageFactory(body=[cite(reference)])
    session = EditingSession.objects.create(
        user=UserFactory(),
        content_type=ContentType.objects.get_for_model(reference),
        object_id=reference.pk,
        last_seen_at=timezone.now(),
    )
    values: Values = {
        "session_id": session.pk,
        "object_id": reference.pk,
        "wagtailadmin_editing_sessions:app_label": "references",
        "wagtailadmin_editing_sessions:model_name": "reference",
        "extension": "bib",
        "references:slug": reference.slug,
    }
    for place in ("wagtailsnippets", "wagtailsnippetchoosers"):
        values[f"{place}_references_reference:pk"] = reference.pk
        values[f"{place}_references_subject:pk"] = subject.pk
    for name in ("references:pk", "references_partners:pk", "references_check:pk"):
        values[name] = reference.pk
    return values


def staff_values() -> Values:
    """A login with the link of its forgotten password, and what Wagtail has beside all that."""
    user: User = UserFactory(groups=["Redactie"])
    return {
        "wagtailusers_users:pk": user.pk,
        "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
        "redirect_id": Redirect.add_redirect("/oud", "/nieuw").pk,
        "wagtailadmin_tag_model_autocomplete:app_name": "taggit",
        "wagtailadmin_tag_model_autocomplete:model_name": "tag",
        "left out": "/beheer/workflows/list/",
        "nothing there": "/beheer/niets/",
    }
