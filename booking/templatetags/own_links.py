"""Filters that make signed links, without a query: {{ appointment|visit_path }}."""

from django import template

from booking import links

register = template.Library()
register.filter("visit_path", links.visit_path)
register.filter("series_path", links.series_path)
register.filter("waiting_path", links.waiting_path)
register.filter("confirm_entry_path", links.confirm_entry_path)
register.filter("wishes_path", links.wishes_path)
register.filter("offer_path", links.offer_path)
