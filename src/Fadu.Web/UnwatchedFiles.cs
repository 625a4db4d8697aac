using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Fadu.Web;

/// <summary>The styles and scripts of the program: they do not change while it runs, so nobody watches them.</summary>
internal sealed class UnwatchedFiles(IFileProvider files) : IFileProvider
{
    public IDirectoryContents GetDirectoryContents(string subpath) =>
        files.GetDirectoryContents(subpath);

    public IFileInfo GetFileInfo(string subpath) => files.GetFileInfo(subpath);

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
