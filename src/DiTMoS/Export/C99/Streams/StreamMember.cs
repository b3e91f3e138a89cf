namespace DiTMoS.Export.C99.Streams;

/// <summary>What a stream keeps: an array or a counter.</summary>
/// <param name="Name">What it is called in C.</param>
/// <param name="Count">How many values of four bytes.</param>
/// <param name="What">What it holds, for people.</param>
internal sealed record StreamMember(string Name, int Count, string What)
{
    /// <summary>Whether values are whole numbers.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether it is one value and no array.</summary>
    public bool IsCounter { get; init; }
}
