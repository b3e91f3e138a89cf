namespace Microsoft.ML.Data;

/// <summary>Says that a member is no column.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class NoColumnAttribute : Attribute
{
    /// <summary>The member is no column.</summary>
    public NoColumnAttribute()
    {
    }
}
