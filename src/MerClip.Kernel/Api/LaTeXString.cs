namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>LaTeX text, typeset by the front end.</summary>
public sealed class LaTeXString(string latex)
{
    /// <summary>Marks text as LaTeX.</summary>
    public static implicit operator LaTeXString(string latex) => new(latex);

    /// <inheritdoc/>
    public override string ToString() => latex;
}
