namespace MerClip.Data.Pickle;

/// <summary>What one file may make the reader hold. A pickle can mention the same bytes any number of times and make an
/// array of them each time; NumPy writes each array's bytes once, so no honest file needs more than it has.</summary>
sealed class PickleBudget(PickleSource source)
{
    /// <summary>Room for the small values that Python shares between arrays, in bytes.</summary>
    const long Slack = 1 << 20;

    /// <summary>Instructions that make values: MOSEI's files have a tenth of that.</summary>
    const long MostValues = 1 << 23;

    long bytes = source.Length + Slack;
    long encoded = source.Length + Slack;
    long values = MostValues;

    /// <summary>For elements of an array.</summary>
    public void TakeBytes(long count) => Take(ref bytes, count);

    /// <summary>For bytes that were written as text; an array takes them once more.</summary>
    public void TakeEncoded(long count) => Take(ref encoded, count);

    void Take(ref long left, long count)
    {
        if ((left -= count) < 0)
            throw source.Error("uses the same bytes for many arrays, more than the file holds",
                "this is no data file; get it from its source");
    }

    public void TakeValues(long count)
    {
        if ((values -= count) < 0)
            throw source.Error($"holds more than {MostValues:N0} single values", "save numbers as NumPy arrays");
    }
}
