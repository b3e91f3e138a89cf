namespace Microsoft.ML.Data;

/// <summary>The kinds of annotations that have a meaning here.</summary>
internal static class AnnotationKinds
{
    public const string SlotNames = "SlotNames";
    public const string KeyValues = "KeyValues";
    public const string IsNormalized = "IsNormalized";
}
