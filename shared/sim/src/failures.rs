//! How many of some requests fail.

/// Where at least so many are expected to fail, and to succeed, how many do is near enough to an even spread.
const MANY: f64 = 30.0;

/// How many of so many whole `requests` fail, each at `error_rate`: a number of the binomial distribution, chosen
/// by a `draw` between 0 and 1.
pub(crate) fn failures(requests: f64, error_rate: f64, draw: f64) -> f64 {
    let rate = error_rate.clamp(0.0, 1.0);
    if rate > 0.5 {
        return requests - failures(requests, 1.0 - rate, 1.0 - draw);
    }
    let expected = requests * rate;
    if expected < MANY {
        return counted(requests, rate, draw);
    }
    // An even spread from -x to x has a third of x squared as its variance.
    let spread = (3.0 * expected * (1.0 - rate)).sqrt();
    (expected + (2.0 * draw - 1.0) * spread).round().clamp(0.0, requests)
}

/// The least number of failures at which the chances of so many and of fewer add up to the draw.
fn counted(requests: f64, rate: f64, draw: f64) -> f64 {
    let mut failed = 0.0;
    let mut chance = (requests * (-rate).ln_1p()).exp();
    let mut so_far = chance;
    while so_far < draw && failed < requests {
        chance *= (requests - failed) / (failed + 1.0) * rate / (1.0 - rate);
        so_far += chance;
        failed += 1.0;
    }
    failed
}

#[cfg(test)]
mod tests {
    use super::failures;

    /// The mean and the variance over evenly spread draws.
    fn spread(requests: f64, rate: f64) -> (f64, f64) {
        let draws: Vec<f64> = (0..2000).map(|part| failures(requests, rate, (f64::from(part) + 0.5) / 2000.0)).collect();
        let mean = draws.iter().sum::<f64>() / 2000.0;
        (mean, draws.iter().map(|failed| (failed - mean).powi(2)).sum::<f64>() / 2000.0)
    }

    #[test]
    fn as_many_fail_as_the_rate_has_it_however_few_requests_there_are() {
        for (requests, rate) in [(3.0, 0.02), (3.0, 0.9), (60.0, 0.01), (600.0, 0.04), (3000.0, 0.05), (60_000.0, 0.3), (3000.0, 0.97)] {
            let (mean, variance) = spread(requests, rate);
            let (expected, spread) = (requests * rate, requests * rate * (1.0 - rate));
            assert!((mean - expected).abs() < 0.02 * expected.max(1.0), "{requests} at {rate}: {mean}");
            assert!((variance - spread).abs() < 0.05 * spread.max(0.1), "{requests} at {rate}: {variance} for {spread}");
        }
    }

    #[test]
    fn never_and_always_leave_nothing_to_chance() {
        for draw in [0.000_001, 0.5, 0.999_999] {
            assert_eq!(failures(3000.0, 0.0, draw).to_bits(), 0.0_f64.to_bits());
            assert_eq!(failures(3000.0, 1.0, draw).to_bits(), 3000.0_f64.to_bits());
            assert!(failures(2.0, 0.5, draw) <= 2.0);
        }
    }
}
