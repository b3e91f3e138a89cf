using DiTMoS.Data;

namespace DiTMoS.Training;

/// <summary>The windows that a model keeps, so that a deployment can be verified without the recordings.</summary>
internal static class KeptWindows
{
    /// <summary>Evenly spread windows; those with a value that is not finite are left out.</summary>
    /// <param name="windows">All windows.</param>
    /// <param name="selection">The rows to choose from.</param>
    /// <param name="most">The most windows to keep.</param>
    /// <returns>Shape (n, C, L).</returns>
    public static float[] Of(WindowSet windows, int[] selection, int most)
    {
        int[] rows = [.. selection.Where(row => !windows.Window(row).ContainsAnyExceptInRange(float.MinValue, float.MaxValue))];
        int count = Math.Min(rows.Length, most);
        var kept = new float[count * windows.WindowLength];
        for (int i = 0; i < count; i++)
        {
            windows.Window(rows[(int)((long)i * rows.Length / count)]).CopyTo(kept.AsSpan(i * windows.WindowLength));
        }

        return kept;
    }
}
