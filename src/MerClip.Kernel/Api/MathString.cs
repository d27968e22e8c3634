namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A LaTeX formula, typeset by the front end.</summary>
public sealed class MathString(string formula)
{
    /// <summary>Marks text as a formula.</summary>
    public static implicit operator MathString(string formula) => new(formula);

    /// <inheritdoc/>
    public override string ToString() => $"$${formula}$$";
}
