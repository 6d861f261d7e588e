"""A dress rehearsal: a whole day of a centre, played through the public interface."""
