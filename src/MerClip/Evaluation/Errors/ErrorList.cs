namespace MerClip.Evaluation.Errors;

/// <summary>What an error list is sorted by.</summary>
public enum ErrorOrder
{
    /// <summary>The most wrong first.</summary>
    Error,

    /// <summary>What the model was surest of first, of those that are wrong: its blind spots.</summary>
    Confidence,

    /// <summary>The longest transcript first.</summary>
    Length,

    /// <summary>By id, and so by speaker.</summary>
    Id,
}

/// <summary>What a model got wrong.</summary>
public static class ErrorList
{
    /// <summary>The outcomes that are not right, sorted; equals by id.</summary>
    public static IReadOnlyList<Outcome> Of(IEnumerable<Outcome> outcomes, ErrorOrder order)
    {
        var wrong = outcomes.Where(o => !o.Right).OrderBy(o => o.Id, StringComparer.Ordinal);
        return order switch
        {
            ErrorOrder.Error => [.. wrong.OrderByDescending(o => o.Error)],
            ErrorOrder.Confidence => [.. wrong.OrderByDescending(o => o.Probabilities.Max())],
            ErrorOrder.Length => [.. wrong.OrderByDescending(ErrorGroup.Words)],
            _ => [.. wrong],
        };
    }
}
