namespace DiTMoS.Data.Readers.Csv;

/// <summary>Where the class of a recording stands.</summary>
public enum CsvClassSource
{
    /// <summary>In a column: each row has its own.</summary>
    Column,

    /// <summary>In the name of the folder that the file lies in.</summary>
    Folder,

    /// <summary>At the beginning of the file's name, up to the first digit, <c>_</c>, <c>-</c>, <c>.</c> or space: <c>walking</c> in <c>walking_01.csv</c>.</summary>
    FileName,
}
