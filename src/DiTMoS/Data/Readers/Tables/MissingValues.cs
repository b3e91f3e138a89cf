namespace DiTMoS.Data.Readers.Tables;

/// <summary>What a table makes of values that are not there: the words <c>NaN</c> and <c>?</c>, and fields of nothing.</summary>
internal enum MissingValues
{
    /// <summary>They are errors.</summary>
    Refused,

    /// <summary>They are read as NaN.</summary>
    Allowed,
}
