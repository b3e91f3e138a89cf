namespace DiTMoS.Tool.Progress;

/// <summary>Judges from the share that is done how long the rest will take.</summary>
/// <param name="clock">Tells the time.</param>
/// <param name="isResumed">Whether a part was done before: what the first report brings then says nothing of the speed.</param>
internal sealed class TimeLeft(TimeProvider clock, bool isResumed)
{
    private long _start = clock.GetTimestamp();
    private double? _startShare = isResumed ? null : 0;

    /// <summary>The time that is left; null as long as nothing can be said.</summary>
    public TimeSpan? After(double shareDone)
    {
        if (_startShare is not { } startShare)
        {
            _start = clock.GetTimestamp();
            _startShare = shareDone;
            return null;
        }

        return shareDone <= startShare ? null : clock.GetElapsedTime(_start) * ((1 - shareDone) / (shareDone - startShare));
    }
}
