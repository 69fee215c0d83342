package org.rnnkit.testkit.cases;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A class loader that loads the classes of one package again, so that their static fields begin again: a step, its helpers and
 * its tests. All others are the parent's.
 */
final class FreshLoader extends ClassLoader {

    private final String packageName;

    FreshLoader(Class<?> ofPackage) {
        super(ofPackage.getClassLoader());
        this.packageName = ofPackage.getPackageName();
        setDefaultAssertionStatus(true);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.substring(0, Math.max(0, name.lastIndexOf('.'))).equals(packageName)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
