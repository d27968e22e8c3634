using MerClip.Charts;
using MerClip.Training;

namespace MerClip.Tests.Charts;

public class LearningCurvesTests
{
    static Dictionary<int, IReadOnlyList<EpochRecord>> Histories(bool values) => new()
    {
        [7] = [new(1, 3, 2, values ? 1.5 : null, 1), new(2, 2, 1, values ? 1.2 : null, 1), new(3, 1, 0.5, values ? 1.4 : null, 1)],
        [2] = [new(1, 4, 3, values ? 1.1 : null, 1)],
    };

    [Fact]
    public void Every_seed_has_a_line_on_train_and_on_valid_and_one_entry_in_the_legend()
    {
        var lines = new Figure(LearningCurves.Loss(Histories(true))).Traces[..^1];

        Assert.Equal(["train", "train", "valid", "valid"], lines.Select(t => t.GetProperty("name").GetString()));
        Assert.Equal([true, false, true, false], lines.Select(t => t.GetProperty("showlegend").GetBoolean()));
        Assert.Equal([4], Figure.Numbers(lines[0].GetProperty("y")));
        Assert.Equal([2, 1, 0.5], Figure.Numbers(lines[3].GetProperty("y")));
    }

    [Theory, InlineData(true, 2, 1), InlineData(false, 3, 0.5)] // chosen by the error, or without values by the loss
    public void The_epoch_that_was_kept_is_marked(bool values, int epoch, double loss)
    {
        var marks = new Figure(LearningCurves.Loss(Histories(values))).Traces[^1];

        Assert.Equal([1, epoch], Figure.Numbers(marks.GetProperty("x")));
        Assert.Equal([3, loss], Figure.Numbers(marks.GetProperty("y")));
    }

    [Fact]
    public void Labels_without_values_have_no_error_to_draw()
    {
        Assert.Null(LearningCurves.Mae(Histories(false)));
        Assert.Equal(2, Figure.Numbers(new Figure(LearningCurves.Mae(Histories(true))!).Traces[^1].GetProperty("x")).Length);
    }
}
