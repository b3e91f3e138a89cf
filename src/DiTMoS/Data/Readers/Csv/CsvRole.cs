namespace DiTMoS.Data.Readers.Csv;

/// <summary>What a column is by its name.</summary>
internal enum CsvRole
{
    Time,
    Label,
    Subject,
    Recording,
    Trial,
    TrialGroup,
    Fold,

    /// <summary>Counts rows; nothing is read from it.</summary>
    Counter,
}
