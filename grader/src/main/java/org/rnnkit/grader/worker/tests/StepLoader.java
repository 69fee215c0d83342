package org.rnnkit.grader.worker.tests;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import org.rnnkit.grader.worker.step.StepRequest;

/** The class loader of one step: the student's classes, the graded tests, and what takes the places of the other steps. */
final class StepLoader extends URLClassLoader {

    private final Map<String, byte[]> own;

    StepLoader(StepRequest request) throws MalformedURLException {
        super(urls(request), StepLoader.class.getClassLoader());
        this.own = request.classes();
    }

    private static URL[] urls(StepRequest request) throws MalformedURLException {
        URL[] urls = new URL[request.beside().size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = Path.of(request.beside().get(i)).toUri().toURL();
        }
        return urls;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = own.get(name.replace('.', '/') + ".class");
        return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
    }

    /** Finds class files, too: a test that loads a step again reads them. */
    @Override
    public InputStream getResourceAsStream(String path) {
        byte[] bytes = own.get(path);
        return bytes == null ? super.getResourceAsStream(path) : new ByteArrayInputStream(bytes);
    }
}
