namespace Microsoft.ML.Transforms;

/// <summary>Names the contract of a <see cref="CustomMappingFactory{TSrc, TDst}"/>, by which loaded models find it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CustomMappingFactoryAttributeAttribute : ExtensionBaseAttribute
{
    /// <summary>Names the contract.</summary>
    public CustomMappingFactoryAttributeAttribute(string contractName)
        : base(contractName)
    {
    }
}
