namespace DiTMoS.Data;

/// <summary>Refuses labels that name no class.</summary>
internal static class ClassLabels
{
    /// <exception cref="RecordingException">A label is outside [0, <paramref name="classes"/>).</exception>
    public static void Check(ReadOnlySpan<int> labels, int classes)
    {
        for (int n = 0; n < labels.Length; n++)
        {
            if ((uint)labels[n] >= (uint)classes)
            {
                throw new RecordingException(
                    $"Label of window {n}: must be one of the {classes} classes, in [0, {classes}). Got {labels[n]}: load training and test recordings together, so that they share one list of classes.");
            }
        }
    }
}
