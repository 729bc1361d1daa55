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
    gettext_noop("Email link"),
    gettext_noop("File"),
    gettext_noop("Minimap"),
    gettext_noop("Checks"),
    gettext_noop("Help"),
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
    gettext_noop("admin theme"),
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
    gettext_noop("Roles"),
    gettext_noop("active"),
    gettext_noop("Site history"),
    gettext_noop("Site summary"),
    gettext_noop("Workflow tasks"),
    gettext_noop("Your pages and snippets in a workflow"),
    gettext_noop("Page '%(page_title)s' is now unlocked."),
    # Stiff, English, or words of programmers.
    gettext_noop("Error 404"),
    gettext_noop("Error 404: Page not found"),
    gettext_noop("The requested page could not be found."),
    gettext_noop("Go to Wagtail admin"),
    gettext_noop("Sorry, you do not have permission to access this area."),
    gettext_noop("You do not have permission to access the admin."),
    gettext_noop("Server Error"),
    gettext_noop("Wagtail admin"),
    gettext_noop("Wagtail core"),
    gettext_noop("The page title as you'd like it to be seen by the public"),
    gettext_noop(
        "The name of the page as it will appear in URLs e.g http://domain.com/blog/[my-slug]/"
    ),
    gettext_noop(
        "The name of the page displayed on search engine results as the clickable headline."
    ),
    gettext_noop("The descriptive text displayed underneath a headline in search engine results."),
    gettext_noop("slug"),
    gettext_noop("New slug"),
    gettext_noop("title tag"),
    gettext_noop("meta description"),
    gettext_noop("The slug '%(page_slug)s' is already in use within the parent page."),
    gettext_noop(
        "The slug '%(page_slug)s' is already in use within the parent page at "
        "'%(parent_url_path)s'."
    ),
    gettext_noop(
        "The slug '%(page_slug)s' is already in use at the selected parent page. Make sure the "
        "slug is unique and try again."
    ),
    gettext_noop(
        'This slug is already in use within the context of its parent page "%(parent_page_title)s"'
    ),
    gettext_noop("Please select another parent."),
    gettext_noop("Close dialog"),
    gettext_noop("Close modal dialogs (like this one)"),
    gettext_noop("Bulk actions"),
    gettext_noop("More bulk actions"),
    gettext_noop("Actions (footer)"),
    gettext_noop("Grid layout"),
    gettext_noop(
        "Focus on the drag button and press up or down arrows to move the item, then press enter "
        "to submit the change."
    ),
    gettext_noop("Content metrics"),
    gettext_noop("Edit your notification preferences here:"),
    gettext_noop("Notifications"),
    gettext_noop("Receive notification when a page is submitted for moderation"),
    gettext_noop("Receive notification when your page edit is approved"),
    gettext_noop("Receive notification when your page edit is rejected"),
    gettext_noop("Enable custom keyboard shortcuts specific to Wagtail."),
    gettext_noop(
        "Preview cannot display due to validation errors. <br /> Click save to highlight the "
        "relevant fields."
    ),
    gettext_noop("Correct the validation errors to resume preview (saving will highlight errors)"),
    gettext_noop("There are validation errors, click save to highlight them."),
    gettext_noop("The page could not be created due to validation errors."),
    gettext_noop("The page could not be saved due to validation errors."),
    gettext_noop("The %(model_name)s could not be created due to errors."),
    gettext_noop("The %(model_name)s could not be saved due to errors."),
    gettext_noop(
        "JavaScript is required to use Wagtail, but it is currently disabled.<br /> Here are the "
        '<a href="https://www.enable-javascript.com/" target="_blank" '
        'rel="noreferrer">instructions how to enable JavaScript in your web browser</a>.'
    ),
    gettext_noop("Select all"),
    gettext_noop("Select row"),
    gettext_noop("'%(page_title)s' has been moved successfully."),
    gettext_noop("You have unsaved changes in another window"),
    gettext_noop("Convert alias"),
    gettext_noop("Convert alias %(title)s"),
    gettext_noop("Convert this alias into an ordinary page"),
    gettext_noop("Yes, convert it"),
    gettext_noop("Are you sure you want to convert this alias into an ordinary page?"),
    gettext_noop("Page '%(page_title)s' has been converted into an ordinary page."),
    gettext_noop("Convert to internal link"),
    gettext_noop("No %(model_name)s match your query."),
    gettext_noop("Sorry, no pages match <em>%(query_string)s</em>"),
    gettext_noop("Sorry, no users match your query"),
    gettext_noop("Sorry, upload failed."),
    gettext_noop("Choose when this page should go live and/or expire"),
    gettext_noop("go live date/time"),
    gettext_noop("expiry date/time"),
    gettext_noop("Go-live:"),
    gettext_noop("Expiry:"),
    gettext_noop("Compare with live version"),
    gettext_noop("Live version"),
    gettext_noop("View live"),
    gettext_noop("Visit the live page"),
    gettext_noop("Visible to all. Visit the live page"),
    gettext_noop("Private. Visit the live page"),
    gettext_noop("Choose who can view the live version of this page"),
    gettext_noop("Once live anyone can view"),
    gettext_noop("Pagination"),
    gettext_noop("Please type <b>%(wagtail_site_name)s</b> to confirm."),
    gettext_noop("Default avatar"),
    gettext_noop("Enter a search term above"),
    gettext_noop(
        "Please provide an image description to comply with best practices for accessibility."
    ),
    gettext_noop("One or more references to this %(model_name)s prevent it from being deleted."),
    gettext_noop("Restart workflow "),
    # "U".
    gettext_noop("Are you sure you want to delete this %(model_name)s?"),
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
    gettext_noop(
        "If you just want to add pages to an existing site, create them as children of the "
        "homepage instead."
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
    ngettext_lazy(
        "This %(model_name)s is referenced %(usage_count)s time.",
        "This %(model_name)s is referenced %(usage_count)s times.",
    ),
    ngettext_lazy(
        "Referenced %(count)s time",
        "Referenced %(count)s times",
    ),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext_lazy(
        "Change active state for 1 user",
        "Change active state for %(counter)s users",
    ),
    ngettext_lazy(
        "%(num_parent_objects)d user has been marked as active",
        "%(num_parent_objects)d users have been marked as active",
    ),
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
