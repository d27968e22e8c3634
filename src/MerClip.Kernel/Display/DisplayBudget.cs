using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;

namespace MerClip.Kernel.Display;

/// <summary>Keeps the display of one value finite: how deep it is, how many values it has shown, which it is inside of.</summary>
sealed class DisplayBudget
{
    const int MostValues = 5000;

    readonly HashSet<object> open = new(ReferenceEqualityComparer.Instance);
    int shown;

    /// <summary>Enters a value; false where it must be elided, because it contains itself or too much was shown.</summary>
    public bool TryEnter(object value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return open.Count < Formatter.RecursionLimit && ++shown < MostValues && (value is ValueType || open.Add(value));
    }

    public void Leave(object value) => open.Remove(value);

    /// <summary>The first items of a sequence, and how many are left: null where that cannot be told cheaply.</summary>
    public static (List<object?> Items, int? More) Take(System.Collections.IEnumerable sequence)
    {
        var items = new List<object?>();
        var enumerator = sequence.GetEnumerator();
        try
        {
            while (items.Count < Formatter.ListExpansionLimit && enumerator.MoveNext()) items.Add(enumerator.Current);
            int? more = sequence is System.Collections.ICollection c ? c.Count - items.Count
                : items.Count == Formatter.ListExpansionLimit && enumerator.MoveNext() ? null : 0;
            return (items, more);
        }
        finally
        {
            (enumerator as IDisposable)?.Dispose();
        }
    }

    public static string MoreText(int? more) => more is { } n ? $"… ({n} more)" : "… (more)";
}
