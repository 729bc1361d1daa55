"""The menu of the desk, which shows its icons alone when it is folded."""

from booking.reception.admin.attention import AttentionViewSet
from booking.reception.admin.illness import IllnessViewSet


def test_what_needs_attention_and_who_is_ill_have_icons_of_their_own() -> None:
    assert AttentionViewSet.icon != IllnessViewSet.icon
