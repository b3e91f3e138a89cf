namespace DiTMoS.Data.Readers;

/// <summary>What becomes of values that a file leaves out.</summary>
public enum MissingValues
{
    /// <summary>The file is refused, with the row and column of the first.</summary>
    Error,

    /// <summary>Each is put on the straight line between its neighbours in the channel; before the first and behind the last value, that value is kept.</summary>
    Interpolate,

    /// <summary>Its row is left out, and no window crosses the place.</summary>
    Gap,
}
