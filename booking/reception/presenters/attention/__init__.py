"""Whatever needs the desk: a module for each subject, a class for each kind of thing."""
