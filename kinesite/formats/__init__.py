"""Days and hours as people here write them, where Django's own formats differ."""
