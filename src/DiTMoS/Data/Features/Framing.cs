namespace DiTMoS.Data.Features;

/// <summary>Frames that follow each other through a window: frame t begins at sample t * Hop; what is left at the end is not used.</summary>
internal readonly record struct Framing(int Length, int Hop)
{
    /// <summary>How many frames fit into a window of <paramref name="samples"/> samples.</summary>
    public int CountIn(int samples) => samples < Length ? 0 : 1 + ((samples - Length) / Hop);
}
