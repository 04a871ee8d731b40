"""What the last full run of `python -m tests.spec.coverage` gave, for the method note; the soak holds it against a new run."""

# pupils, middle count, forecast, share of ranges that held, average interval score, how many ranges
COVERAGE = (
    (90, "20 or more", "projection", 0.792, 16.0, 96),
    (90, "below 20", "projection", 0.832, 7.2, 4704),
    (90, "20 or more", "no change", 0.802, 15.2, 96),
    (90, "below 20", "no change", 0.828, 7.9, 4704),
    (90, "20 or more", "straight line", 0.615, 23.6, 96),
    (90, "below 20", "straight line", 0.707, 11.9, 4704),
    (210, "20 or more", "projection", 0.807, 22.1, 1231),
    (210, "below 20", "projection", 0.837, 8.8, 3569),
    (210, "20 or more", "no change", 0.733, 23.8, 1231),
    (210, "below 20", "no change", 0.838, 9.5, 3569),
    (210, "20 or more", "straight line", 0.600, 38.2, 1231),
    (210, "below 20", "straight line", 0.679, 15.5, 3569),
    (420, "20 or more", "projection", 0.822, 26.8, 2151),
    (420, "below 20", "projection", 0.832, 10.5, 2649),
    (420, "20 or more", "no change", 0.747, 29.9, 2151),
    (420, "below 20", "no change", 0.821, 11.6, 2649),
    (420, "20 or more", "straight line", 0.629, 43.3, 2151),
    (420, "below 20", "straight line", 0.677, 18.3, 2649),
    (1150, "20 or more", "projection", 0.837, 41.4, 3637),
    (1150, "below 20", "projection", 0.852, 13.0, 1163),
    (1150, "20 or more", "no change", 0.690, 52.4, 3637),
    (1150, "below 20", "no change", 0.795, 14.5, 1163),
    (1150, "20 or more", "straight line", 0.563, 73.6, 3637),
    (1150, "below 20", "straight line", 0.642, 24.6, 1163),
)  # fmt: skip
