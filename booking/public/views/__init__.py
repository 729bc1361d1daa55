"""The pages of a patient. They translate: parse, call one service, answer."""
