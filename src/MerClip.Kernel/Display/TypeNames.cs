namespace MerClip.Kernel.Display;

/// <summary>Types as they are written in C#.</summary>
static class TypeNames
{
    static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(char)] = "char",
        [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint",
        [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(decimal)] = "decimal", [typeof(string)] = "string", [typeof(object)] = "object", [typeof(void)] = "void",
    };

    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner) + "?";
        if (type.Name.StartsWith("<>f__AnonymousType")) return "";
        string name = type.Name.Split('`')[0];
        if (type.IsGenericType) name += $"<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
        bool nested = type is { IsNested: true, IsGenericParameter: false, DeclaringType.Name: not "Script" };
        return nested ? $"{Of(type.DeclaringType!)}.{name}" : name;
    }
}
