namespace Microsoft.ML;

/// <summary>Makes transforms of columns; most are extension methods.</summary>
public sealed class TransformsCatalog
{
    internal TransformsCatalog(HostEnvironment environment)
    {
        Environment = environment;
        Conversion = new(environment);
    }

    /// <summary>Conversions of values.</summary>
    public ConversionTransforms Conversion { get; }

    internal HostEnvironment Environment { get; }

    /// <summary>Makes conversions of values; they are extension methods.</summary>
    public sealed class ConversionTransforms
    {
        internal ConversionTransforms(HostEnvironment environment) => Environment = environment;

        internal HostEnvironment Environment { get; }
    }
}
