"""Texts of Wagtail and Django that their Dutch catalogues leave in English or say badly.

Our catalogue wins over theirs, so a text that is named here is translated in locale/nl. Badly is
too vague, misspelt, words stuck together, or "u" where all else says "je".
"""

from django.utils.translation import gettext_noop, ngettext_lazy

TEXTS = (
    gettext_noop("Bold"),
    gettext_noop("Italic"),
    gettext_noop("Monospace (code)"),
    gettext_noop("Default"),
    gettext_noop("Default?"),
    gettext_noop("Email link"),
    gettext_noop("Error 404"),
    gettext_noop("File"),
    gettext_noop("Minimap"),
    gettext_noop("Sites menu"),
    gettext_noop("Checks"),
    gettext_noop("Filter"),
    gettext_noop("Help"),
    gettext_noop("hostname"),
    gettext_noop("contrast"),
    gettext_noop("Cancel scheduled publish"),
    gettext_noop("Locale"),
    gettext_noop("Whether a link to this page will appear in automatically generated menus"),
    gettext_noop('You do not have permission to publish pages at "%(page_title)s"'),
    # The window in which an editor plans: nothing happens before the version is published.
    gettext_noop(
        'This publishing schedule will only take effect after you select the "Schedule to publish"'
        " option"
    ),
    gettext_noop("But only those with publishing permissions can make them effective."),
    # Words stuck together.
    gettext_noop('%(editor)s has updated comments on "%(title)s"'),
    gettext_noop('%(editor)s has updated comments on "%(title)s".'),
    gettext_noop("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    gettext_noop(
        "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in "
        "'<span class=\"w-title-ellipsis\">%(title)s</span>'."
    ),
    gettext_noop("<b>'{title}' was locked</b> by <b>you</b> on <b>{datetime}</b>."),
    gettext_noop(
        "This {model_name} is awaiting <b>'{task_name}'</b> in the <b>'{workflow_name}'</b> "
        "workflow."
    ),
    gettext_noop("%(action)s by <b>%(who)s</b> at <b>%(at)s</b>"),
    gettext_noop("%(status_display)s %(task_name)s %(started_at)s"),
    gettext_noop("%(related_model_name)s %(field_label)s"),
    gettext_noop("Delete %(snippet_type_name)s"),
    gettext_noop("Are you sure you want to delete %(count)s %(snippet_type_name)s?"),
    gettext_noop("Admin theme"),
    gettext_noop("Comment notifications"),
    gettext_noop("Password reset"),
    gettext_noop("System default"),
    gettext_noop("Theme preferences"),
    # Misspelt, or no words of an editor.
    gettext_noop(
        "Receive notification when comments have been created, resolved, or deleted on a page that "
        "you have subscribed to receive comment notifications on"
    ),
    gettext_noop("approved notifications"),
    gettext_noop("rejected notifications"),
    gettext_noop("submitted notifications"),
    gettext_noop("updated comments notifications"),
    gettext_noop("Page type"),
    gettext_noop("Page types"),
    gettext_noop("Page types usage"),
    gettext_noop("Page/Snippet ID"),
    gettext_noop("Page/Snippet Title"),
    gettext_noop("Page/Snippet Type"),
    gettext_noop("Site history"),
    gettext_noop("Site summary"),
    gettext_noop("Workflow tasks"),
    gettext_noop("Your pages and snippets in a workflow"),
    gettext_noop("Page '%(page_title)s' is now unlocked."),
    # Said to somebody whose login has not the right, which Wagtail's words leave open.
    gettext_noop("Sorry, you do not have permission to access this area."),
    gettext_noop("You do not have permission to access the admin."),
    # "U".
    gettext_noop("Are you sure you want to delete this %(model_name)s?"),
    gettext_noop("Are you sure you want to delete this site?"),
    gettext_noop("Are you sure you want to unpublish this %(model_name)s?"),
    gettext_noop(
        'Alternatively you can <a href="%(unpublish_url)s">unpublish the page</a>. This removes '
        "the page from public view and you can edit or publish it again later."
    ),
    gettext_noop(
        "Pages created here will not be accessible at any URL. To add pages to an existing site, "
        "create them as children of the homepage."
    ),
    gettext_noop(
        "The root level is where you can add new sites to your Wagtail installation. Pages created "
        "here will not be accessible at any URL until they are associated with a site."
    ),
    gettext_noop("Leave blank if not changing."),
    gettext_noop(
        "Designates whether this user should be treated as active. Unselect this instead of "
        "deleting accounts."
    ),
    gettext_noop("Your old password was entered incorrectly. Please enter it again."),
    gettext_noop("Your password can’t be a commonly used password."),
    gettext_noop("Your password can’t be entirely numeric."),
    gettext_noop("Your password can’t be too similar to your other personal information."),
)

PLURALS = (
    ngettext_lazy("%(count)d %(model_name)s deleted.", "%(count)d %(model_name)s deleted."),
    ngettext_lazy(
        "%(num_parent_objects)d user has been marked as inactive",
        "%(num_parent_objects)d users have been marked as inactive",
    ),
    ngettext_lazy(
        '%(total)s Image <span class="w-sr-only">created in %(site_name)s</span>',
        '%(total)s Images <span class="w-sr-only">created in %(site_name)s</span>',
    ),
    ngettext_lazy(
        "It will also delete %(translation_count)s translations and their combined "
        "%(translation_descendant_count)s translated child page.",
        "It will also delete %(translation_count)s translations and their combined "
        "%(translation_descendant_count)s translated child pages.",
    ),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
)
