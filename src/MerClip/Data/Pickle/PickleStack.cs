namespace MerClip.Data.Pickle;

/// <summary>The values that instructions work on, with marks between them. Nothing below the last mark can be reached, and
/// every value is counted.</summary>
sealed class PickleStack(PickleSource source, PickleBudget budget)
{
    readonly List<object?> values = [];
    readonly List<int> marks = [];

    int Floor => marks.Count == 0 ? 0 : marks[^1];

    public void Push(object? value)
    {
        budget.TakeValues(1);
        values.Add(value);
    }

    public void Mark()
    {
        budget.TakeValues(1);
        marks.Add(values.Count);
    }

    public object? Top() => values.Count > Floor ? values[^1] : throw source.Broken("an operand is missing");

    public object? Pop()
    {
        object? value = Top();
        values.RemoveAt(values.Count - 1);
        return value;
    }

    public object?[] PopMany(int count)
    {
        if (values.Count - Floor < count) throw source.Broken("an operand is missing");
        object?[] popped = new object?[count];
        values.CopyTo(values.Count - count, popped, 0, count);
        values.RemoveRange(values.Count - count, count);
        return popped;
    }

    public object?[] PopToMark()
    {
        if (marks.Count == 0) throw source.Broken("a mark is missing");
        object?[] popped = PopMany(values.Count - Floor);
        marks.RemoveAt(marks.Count - 1);
        return popped;
    }
}
