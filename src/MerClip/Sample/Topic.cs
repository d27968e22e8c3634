namespace MerClip.Sample;

/// <summary>Something that people talk about.</summary>
/// <param name="Noun">What it is called: <c>film</c>.</param>
/// <param name="Did">What one did with it: <c>watched</c>.</param>
/// <param name="Done">And has done: <c>seen</c>.</param>
sealed record Topic(string Noun, string Did, string Done)
{
    public string The => $"the {Noun}";
}
