using System.Reflection;

namespace Microsoft.ML;

/// <summary>The kinds of parts that models have, and how each is loaded.</summary>
internal static class ModelParts
{
    public const string Chain = "TransformerChain";
    public const string Copy = "CopyColumns";
    public const string Select = "SelectColumns";
    public const string Concatenate = "Concatenate";
    public const string CustomMapping = "CustomMapping";
    public const string ValueToKey = "MapValueToKey";
    public const string KeyToValue = "MapKeyToValue";
    public const string MapValue = "MapValue";
    public const string Convert = "ConvertType";
    public const string Normalize = "Normalize";

    public static void SaveChain(ModelSaveContext context, ITransformer[] transformers, TransformerScope[] scopes)
        => context.Write(Chain, writer => writer.WriteArray(scopes, (w, scope) => w.Write((byte)scope)), transformers);

    /// <exception cref="FormatException">The part is not of a known kind.</exception>
    public static ITransformer Load(ModelNode node, ComponentCatalog catalog)
    {
        using var reader = new BinaryReader(new MemoryStream(node.Content));
        return node.Kind switch
        {
            Chain => LoadChain(reader, node.Parts, catalog),
            Copy => ColumnCopyingTransformer.Load(reader),
            Select => ColumnSelectingTransformer.Load(reader),
            Concatenate => ColumnConcatenatingTransformer.Load(reader),
            CustomMapping => LoadCustomMapping(reader, catalog),
            ValueToKey => ValueToKeyMappingTransformer.Load(reader),
            KeyToValue => KeyToValueMappingTransformer.Load(reader),
            MapValue => ValueMappingTransformer.Load(reader),
            Convert => TypeConvertingTransformer.Load(reader),
            Normalize => NormalizingTransformer.Load(reader),
            _ => throw new FormatException($"The model holds a part of the unknown kind '{node.Kind}'; a newer version may have written it."),
        };
    }

    private static TransformerChain<ITransformer> LoadChain(BinaryReader reader, ModelNode[] parts, ComponentCatalog catalog)
    {
        var scopes = reader.ReadArray(r => (TransformerScope)r.ReadByte());
        Check.Decode(scopes.Length == parts.Length, "A chain of the model has not one scope for each part.");
        return new(parts.Select(part => Load(part, catalog)).ToArray(), scopes);
    }

    private static ITransformer LoadCustomMapping(BinaryReader reader, ComponentCatalog catalog)
    {
        var contract = reader.ReadString();
        var named = AssemblyOf(reader.ReadString());
        foreach (var assembly in catalog.Assemblies().Append(named).Where(a => a != null))
            foreach (var type in assembly.GetTypes())
                if (type.GetCustomAttribute<CustomMappingFactoryAttributeAttribute>()?.ContractName == contract
                    && Activator.CreateInstance(type, nonPublic: true) is ICustomMappingFactory factory)
                    return factory.Create(contract);
        throw new InvalidOperationException($"There is no factory for the custom mapping '{contract}': register the assembly that has it with ComponentCatalog.RegisterAssembly.");
    }

    private static Assembly AssemblyOf(string fullName)
    {
        try
        {
            return Assembly.Load(new AssemblyName(fullName).Name!);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or ArgumentException)
        {
            return null;
        }
    }
}
