namespace DiTMoS.Experiments.Running;

/// <summary>Names among times and reports beside those of methods.</summary>
internal static class RunTimesNames
{
    /// <summary>A strong model that runs share.</summary>
    public const string Strong = "strong model";
}
