using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Which members of a class are which columns. Change it where the class itself does not say all.</summary>
public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    /// <summary>Whether members are read or written.</summary>
    [Flags]
    public enum Direction
    {
        /// <summary>Members are read.</summary>
        Read = 1,

        /// <summary>Members are written.</summary>
        Write = 2,

        /// <summary>Members are read or written.</summary>
        Both = 3,
    }

    /// <summary>The column of a name; null where there is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column of another name is set.</exception>
    public Column this[string columnName]
    {
        get => Find(c => c.ColumnName == columnName);
        set
        {
            Check.Value(value, nameof(value));
            Check.Param(value.ColumnName == columnName, nameof(columnName), $"The column is named '{value.ColumnName}'.");
            var at = FindIndex(c => c.ColumnName == columnName);
            if (at >= 0)
                this[at] = value;
            else
                Add(value);
        }
    }

    /// <summary>The columns that the public fields and properties of a class stand for.</summary>
    /// <param name="userType">The class.</param>
    /// <param name="direction">Whether they will be read or written.</param>
    /// <exception cref="ArgumentOutOfRangeException">A member has no column type, or attributes that do not fit.</exception>
    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        Check.Value(userType, nameof(userType));
        var definition = new SchemaDefinition();
        foreach (var member in MemberTypes.Of(userType, direction))
        {
            var name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            Check.Param(definition[name] == null, nameof(userType), $"Two members of {userType} are named '{name}'.");
            definition.Add(new Column(member.Name, MemberTypes.ColumnTypeOf(member), name));
        }

        return definition;
    }
}
