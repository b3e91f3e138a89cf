namespace DiTMoS.Bench;

/// <summary>Trains one selector epoch and one classifier epoch of the published recipe and says how long each took.</summary>
internal interface IEpochTimer
{
    /// <summary>Times both epochs once, on random windows, after a warm-up that is not counted.</summary>
    /// <param name="windows">Windows per epoch.</param>
    /// <param name="channels">Channels per window.</param>
    /// <param name="length">Samples per channel and window.</param>
    /// <param name="classes">Classes of the windows.</param>
    /// <param name="classifiers">Classifiers beside the selector, N.</param>
    /// <param name="batch">Windows per step.</param>
    /// <param name="threads">Threads to use, at least 1.</param>
    /// <returns>Wall-clock seconds of a whole epoch of each kind.</returns>
    (double SelectorSeconds, double ClassifierSeconds) Time(int windows, int channels, int length, int classes, int classifiers, int batch, int threads);
}
