namespace DiTMoS.Export.C99.Streams;

/// <summary>What a stream's files, functions and macros are called.</summary>
/// <param name="Model">The model's names.</param>
internal sealed record StreamNames(C99Names Model)
{
    /// <summary>What files, the type of a stream and macros begin with: <c>har_stream</c>.</summary>
    public string Prefix => $"{Model.Prefix}_stream";

    /// <summary>What macros begin with: <c>HAR_STREAM</c>.</summary>
    public string Macro => $"{Model.Macro}_STREAM";

    /// <summary>The file of constants.</summary>
    public string Tables => $"{Prefix}_tables";

    /// <summary>The file that brings everything else.</summary>
    public static string HeaderOf(StreamNames names, StreamLayout layout) => layout.TableBytes > 0 ? names.Tables : names.Prefix;
}
