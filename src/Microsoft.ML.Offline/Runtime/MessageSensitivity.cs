namespace Microsoft.ML.Runtime;

/// <summary>What a message may give away.</summary>
[Flags]
public enum MessageSensitivity
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Values of the user's data.</summary>
    UserData = 1,

    /// <summary>Names and types of columns.</summary>
    Schema = 2,

    /// <summary>It is not known.</summary>
    Unknown = -1,

    /// <summary>All kinds.</summary>
    All = -1,
}
