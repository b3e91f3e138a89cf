namespace Microsoft.ML.Data;

/// <summary>Yes or no.</summary>
public sealed class BooleanDataViewType : PrimitiveDataViewType
{
    private BooleanDataViewType()
        : base(typeof(bool))
    {
    }

    /// <summary>The only instance.</summary>
    public static BooleanDataViewType Instance { get; } = new();

    /// <inheritdoc/>
    public override bool Equals(DataViewType other) => other is BooleanDataViewType;

    /// <inheritdoc/>
    public override string ToString() => "Boolean";
}
