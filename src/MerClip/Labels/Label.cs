namespace MerClip.Labels;

/// <summary>One label of a set.</summary>
/// <param name="Name">Short and unique in its set; heads the column <c>p_NAME</c> of the predictions.</param>
/// <param name="Texts">One or several phrasings; the label's embedding is the mean over them and the templates.</param>
/// <param name="Value">Where the label stands on the scale; only ordinal sets have values.</param>
public sealed record Label(string Name, IReadOnlyList<string> Texts, double? Value = null);
