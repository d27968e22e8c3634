using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.DotNet.Interactive.Formatting;

namespace MerClip.Kernel.Display;

/// <summary>A value as text, within limits of depth, length and cycles.</summary>
sealed class PlainText
{
    const int MostNestedCharacters = 1000;

    readonly StringBuilder text = new();
    readonly DisplayBudget budget;

    PlainText(DisplayBudget budget) => this.budget = budget;

    public static string Of(object? value, DisplayBudget? budget = null)
    {
        if (value is string whole) return whole; // asked for by itself, a text is shown whole
        var writer = new PlainText(budget ?? new DisplayBudget());
        writer.Write(value);
        return writer.text.ToString();
    }

    void Write(object? value)
    {
        if (value is null) text.Append("null");
        else if (Formatter.Format(value, MimeBundle.Plain) is { } registered) text.Append(registered);
        else if (TensorText.Of(value) is { } tensor) text.Append(tensor);
        else if (AttributedFormatters.Format(value, MimeBundle.Plain) is { } attributed) text.Append(attributed);
        else if (ScalarText(value) is { } scalar) text.Append(Clip(scalar));
        else if (!budget.TryEnter(value)) text.Append('…');
        else
        {
            WriteCompound(value);
            budget.Leave(value);
        }
    }

    static string? ScalarText(object value) => value switch
    {
        Type type => TypeNames.Of(type),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        string or bool or char => value.ToString(),
        Delegate d => TypeNames.Of(d.GetType()),
        Exception e => $"{e.GetType().FullName}: {e.Message}",
        _ => null,
    };

    void WriteCompound(object value)
    {
        if (value is IDictionary dictionary)
            WriteItems("{ ", dictionary.Keys.Cast<object>().Take(Formatter.ListExpansionLimit)
                .Select(k => (PlainKey(k), dictionary[k])), dictionary.Count - Formatter.ListExpansionLimit, " }");
        else if (value is ITuple tuple)
            WriteItems("(", Enumerable.Range(0, tuple.Length).Select(i => ((string?)null, tuple[i])), 0, ")");
        else if (ValueKind.IsSequence(value))
        {
            var (items, more) = DisplayBudget.Take((IEnumerable)value);
            WriteItems("[ ", items.Select(i => ((string?)null, i)), more, " ]");
        }
        else if (ValueKind.IsPlainData(value))
        {
            string name = TypeNames.Of(value.GetType());
            WriteItems(name.Length > 0 ? name + " { " : "{ ", ValueKind.MembersOf(value).Select(m => ((string?)m.Name, m.Value)), 0, " }");
        }
        else text.Append(Clip(value.ToString() ?? ""));
    }

    static string? PlainKey(object key) => Of(key);

    void WriteItems(string open, IEnumerable<(string? Name, object? Value)> items, int? more, string close)
    {
        text.Append(open);
        bool first = true;
        foreach (var (name, value) in items)
        {
            if (!first) text.Append(", ");
            first = false;
            if (name is not null) text.Append(name).Append(": ");
            Write(value);
        }
        if (more is null or > 0) text.Append(first ? "" : ", ").Append(DisplayBudget.MoreText(more));
        text.Append(close);
    }

    static string Clip(string text) =>
        text.Length <= MostNestedCharacters ? text : $"{text[..MostNestedCharacters]}… ({text.Length} characters)";
}
