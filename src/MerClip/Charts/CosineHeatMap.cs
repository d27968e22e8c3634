using MerClip.Labels;
using Plotly.NET;

namespace MerClip.Charts;

/// <summary>How alike the labels are to the model: the cosine of each embedding to each.</summary>
public static class CosineHeatMap
{
    /// <summary>Draws the cosines.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="cosines">Their cosines, [C, C].</param>
    public static GenericChart Of(LabelSet labels, double[,] cosines)
    {
        var names = ("label", (IReadOnlyList<string>)[.. labels.Labels.Select(l => l.Name)]);
        return SimilarityHeatMap.Of($"How alike the labels of {HouseStyle.Text(labels.Name)} are", names, names, cosines);
    }
}
