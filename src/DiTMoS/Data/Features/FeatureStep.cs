namespace DiTMoS.Data.Features;

/// <summary>One computation on a window: C channels of L samples become C' channels of L' values.</summary>
/// <remarks>Steps are data: they are stored with the model as JSON, so that a device computes what training saw.</remarks>
public abstract record FeatureStep
{
    /// <summary>What the step makes of windows of a shape.</summary>
    /// <param name="input">The shape of what goes in.</param>
    /// <exception cref="OptionException">The step cannot work on windows of this shape; the message names the option.</exception>
    public abstract FeatureShape Output(FeatureShape input);

    /// <summary>Prepares tables for windows of one shape.</summary>
    /// <param name="input">The shape of what goes in.</param>
    internal abstract IFeatureKernel Prepare(FeatureShape input);
}
