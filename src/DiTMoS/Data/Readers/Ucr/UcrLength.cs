namespace DiTMoS.Data.Readers.Ucr;

/// <summary>What becomes of series that are not equally long.</summary>
public enum UcrLength
{
    /// <summary>They are refused, unless windows of a length of their own are cut from them.</summary>
    Refuse,

    /// <summary>All become as long as the longest, with zeros behind their end.</summary>
    Pad,
}
