namespace Microsoft.ML;

/// <summary>Base of attributes that name a contract.</summary>
public abstract class ExtensionBaseAttribute : Attribute
{
    private protected ExtensionBaseAttribute(string contractName) => ContractName = contractName;

    /// <summary>The name of the contract.</summary>
    public string ContractName { get; }
}
