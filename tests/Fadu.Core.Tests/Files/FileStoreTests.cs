using System.Text;
using Fadu.Core.Files;

namespace Fadu.Core.Tests.Files;

/// <summary>Files that come in beside each other.</summary>
public sealed class FileStoreTests
{
    [Fact]
    public async Task TheSameBytes_TakenByManyAtOnce_AreKeptOnceAndRefuseNobody()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-files-{Guid.NewGuid():N}");
        try
        {
            var store = new FileStore(new FileStoreOptions(folder, 1 << 20));
            for (var round = 0; round < 20; round++)
            {
                var bytes = Encoding.UTF8.GetBytes($"第 {round} 次征求意见稿");
                var kept = await Task.WhenAll(
                    Enumerable
                        .Range(0, 16)
                        .Select(i =>
                            Task.Run(() => store.Take(new MemoryStream(bytes), $"意见稿{i}.txt"))
                        )
                );
                var hash = Assert.Single(kept.Select(k => k.Hash).Distinct());
                Assert.Equal(bytes, await File.ReadAllBytesAsync(store.PathOf(hash)));
            }
            Assert.Equal(20, Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
