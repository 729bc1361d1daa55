"""Pages of a list that may be very long, such as all patients that ever came."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

# Rows that are counted, and reached page by page: counting each row of a long past would take
# longer than the page.
MOST_COUNTED = 10_000


class LongListPaginator(WagtailPaginator):
    """Pages of the first rows of a list, which say when there are more."""

    @cached_property
    def counted(self) -> int:
        """Number of rows, and one more than the most that are counted if there are more."""
        rows = self.object_list
        if not rows.query.is_sliced:
            rows = rows.order_by()[: MOST_COUNTED + 1]
        return int(rows.count())

    @cached_property
    def count(self) -> int:
        return min(self.counted, MOST_COUNTED)

    @cached_property
    def items_count_label(self) -> str:
        if self.counted <= MOST_COUNTED:
            return str(super().items_count_label)
        names = {"most": MOST_COUNTED, "rows": self.verbose_name_plural}
        return _("more than %(most)s %(rows)s: search for who is not on these pages") % names
