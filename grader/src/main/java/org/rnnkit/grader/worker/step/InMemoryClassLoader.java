package org.rnnkit.grader.worker.step;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;

/**
 * A class loader for classes and resources in memory. If its parent has a class or resource with the same name, the one in
 * memory is used.
 */
final class InMemoryClassLoader extends ClassLoader {

    private final Map<String, byte[]> files;

    InMemoryClassLoader(Map<String, byte[]> files, ClassLoader parent) {
        super(parent);
        this.files = files;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        byte[] bytes = files.get(name.replace('.', '/') + ".class");
        if (bytes == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
        }
    }

    @Override
    public URL getResource(String name) {
        return files.containsKey(name) ? findResource(name) : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return files.containsKey(name) ? Collections.enumeration(Collections.singleton(findResource(name)))
                : super.getResources(name);
    }

    @Override
    protected URL findResource(String name) {
        byte[] bytes = files.get(name);
        try {
            return bytes == null ? null : new URL(null, "memory:/" + name, new Handler(bytes));
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A handler that opens a URL to a resource in memory. */
    private static final class Handler extends URLStreamHandler {

        private final byte[] bytes;

        Handler(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {
                    // The content is in memory already.
                }

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(bytes);
                }
            };
        }
    }
}
