namespace DiTMoS.Evaluation;

/// <summary>The intervals of the four routed metrics, from one set of resamples.</summary>
internal readonly record struct BootstrapIntervals(Interval Accuracy, Interval MacroF1, Interval UnionAccuracy, Interval SelectorAccuracy);
