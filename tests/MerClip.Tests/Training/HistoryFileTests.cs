using MerClip.Training;

namespace MerClip.Tests.Training;

public sealed class HistoryFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        EpochRecord[] epochs = [new(1, 1.0 / 3, 2e-9, 0.1, 1.5), new(2, 0.25, 4, null, 0.125)];

        HistoryFile.Write(folder["history.csv"], epochs);

        Assert.Equal(epochs, HistoryFile.Read(folder["history.csv"]));
        Assert.StartsWith("epoch,train_loss,valid_loss,valid_mae,seconds\n1,", File.ReadAllText(folder["history.csv"]));
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("epoch,loss\n", "line 1")]
    [InlineData("epoch,train_loss,valid_loss,valid_mae,seconds\n1,2,3,4,5\n2,x,3,4,5\n", "line 3: '2,x,3,4,5' is no epoch")]
    [InlineData("epoch,train_loss,valid_loss,valid_mae,seconds\n1,2,3,x,5\n", "line 2")]
    [InlineData("epoch,train_loss,valid_loss,valid_mae,seconds\n1,2,3\n", "line 2")]
    public void What_is_no_history_is_told_by_line(string content, string says)
    {
        File.WriteAllText(folder["history.csv"], content);

        Assert.Contains(says, Assert.Throws<InputException>(() => HistoryFile.Read(folder["history.csv"])).Message);
    }
}
