namespace MerClip.Tests.Data;

/// <summary>Files whose layout is not MMSA's: one line that names split and key.</summary>
public class MmsaErrorsTests
{
    static readonly List<object?> TwoTexts = ["one", "two"];

    public static TheoryData<string, object?, string> Entries => new()
    {
        { "id", null, "train['id'] is missing" },
        { "id", 5, "train['id'] is a single value" },
        { "id", new List<object?> { "a", 7 }, "train['id'] has no text as entry 1" },
        { "id", new List<object?> { "a", "a" }, "train['id'] 'a' occurs twice" },
        { "id", new List<object?> { "a", "b$_$0" }, "valid['id'] 'b$_$0' occurs twice, first in train" },
        { "id", new List<object?> { "a", "b", "c" }, "train['raw_text'] has 2 entries for 3 ids" },
        { "id", new Numpy("U1", [2, 2], new byte[16]), "train['id'] is (2, 2) <U1" },
        { "raw_text", new List<object?> { "a" }, "train['raw_text'] has 1 entries for 2 ids" },
        { "raw_text", Numpy.Of([1, 2], 2), "train['raw_text'] is (2,) float32" },
        { "raw_text", new List<object?> { "a", null }, "train['raw_text'] has no text as entry 1" },
        { "regression_labels", Numpy.Of([1], 1), "train['regression_labels'] has 1 entries for 2 ids" },
        { "regression_labels", Numpy.Of([1, 2, 3, 4], 2, 2), "train['regression_labels'] is (2, 2) float32" },
        { "regression_labels", TwoTexts, "train['regression_labels'] has no number as entry 0" },
        { "regression_labels", "text", "train['regression_labels'] is a text" },
        { "audio", Numpy.Of([1, 2], 2), "train['audio'] is (2,) float32" },
        { "audio", Numpy.Of([1, 2, 3, 4], 1, 2, 2), "train['audio'] has 1 entries for 2 ids" },
        { "audio", Numpy.Of([1, 2, 3, 4], 2, 2, 1, 1), "train['audio'] is (2, 2, 1, 1) float32" },
        { "audio", new List<object?> { 1.0, 2.0 }, "train['audio'] is a list of 2" },
        { "vision", new Numpy("U1", [2, 1, 1], new byte[8]), "train['vision'] is (2, 1, 1) <U1" },
        { "vision", new Numpy("O8", [2, 1], TwoTexts), "train['vision'] is (2, 1) object" },
        { "audio_lengths", new List<object?> { 1 }, "train['audio_lengths'] has 1 entries for 2 ids" },
        { "audio_lengths", TwoTexts, "train['audio_lengths'] has no number as entry 0" },
        { "emotion_labels", Numpy.Of([1, 2], 2), "train['emotion_labels'] has 1 columns for 6 emotions" },
        { "emotion_labels", Numpy.Of([1, 2, 3, 4], 2, 2), "train['emotion_labels'] has 2 columns for 6 emotions" },
    };

    [Theory, MemberData(nameof(Entries))]
    public void A_wrong_entry_is_named(string key, object? value, string message)
    {
        Dictionary<string, object?> root = Mmsa.Root(("raw_text", TwoTexts), ("audio", Numpy.Of([1, 2, 3, 4], 2, 2, 1)));
        Mmsa.Split(root, "train")[key] = value;
        string error = Assert.Throws<InputException>(() => Mmsa.Read(root)).Message;
        Assert.StartsWith("x.pkl: " + message, error);
        Assert.Contains("; ", error);
    }

    [Fact]
    public void A_missing_split_is_named_with_what_is_there()
    {
        Dictionary<string, object?> root = Mmsa.Root();
        root.Remove("valid");
        Assert.Contains("has no 'valid' split (it has: train, test)", Assert.Throws<InputException>(() => Mmsa.Read(root)).Message);
        root["valid"] = new List<object?>();
        Assert.Contains("'valid' is no dictionary", Assert.Throws<InputException>(() => Mmsa.Read(root)).Message);
        Assert.Contains("no dictionary of splits", Assert.Throws<InputException>(() => Mmsa.Read(null)).Message);
    }

    [Fact]
    public void Splits_must_agree_on_their_emotions()
    {
        Dictionary<string, object?> root = Mmsa.Root(("emotion_labels", Numpy.Of([1, 2], 2, 1)), ("emotion_names", new List<object?> { "joy" }));
        Dictionary<string, object?> valid = Mmsa.Split(root, "valid");
        (valid["emotion_labels"], valid["emotion_names"]) = (Numpy.Of([1], 1, 1), new List<object?> { "fear" });
        Assert.Contains("valid['emotion_names'] differ", Assert.Throws<InputException>(() => Mmsa.Read(root)).Message);
    }
}
